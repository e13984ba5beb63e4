// Sentences of the help: short answers to what users ask most.

export const words = {
  title: 'Help',
  answers: {
    create: {
      question: 'How do I create codes?',
      answer:
        'Fill in a name and a URL for each row, then press Create codes in the first view. You see a check before anything is sent. Each code is written into its own row.',
    },
    change: {
      question: 'How do I change the page a printed code opens?',
      answer:
        'Edit the URL in its row, then press Update edited codes in the first view. You see a preview first. The printed code stays the same and opens the new page within 5 minutes.',
    },
    status: {
      question: 'What does Status mean?',
      answer:
        'It shows what state the code of each row is in, such as Created or Paused. Failed, Not sent, Not changed and Unconfirmed mean that the row needs attention. The text after them says why.',
    },
    stopped: {
      question: 'What if Google stops a job?',
      answer:
        'It resumes automatically: within a minute or two in a script inside your sheet, within about an hour in a published add-on, or when you reopen the sidebar. Finished codes stay in the sheet.',
    },
    privacy: {
      question: 'Who sees what?',
      answer:
        'Your API key is stored for you only, and colleagues connect with their own. Everyone who can open this sheet can see its codes, its log and the name you entered. Share editing only with people you trust: editors may also edit the script inside the sheet.',
    },
  },
  showRows: 'Show rows to look at',
  /** `link` is the name of the site, between `before` and `after`. */
  account: {
    title: 'Your Qrius account',
    before: 'Manage your account at ',
    link: 'qrius.io',
    after: '. Your API keys are there under Settings → API Keys.',
  },
};
