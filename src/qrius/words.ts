// Sentences about answers of Qrius.

export const errorPage = (status: number): string => `Qrius answered with an error page (HTTP ${status})`;
export const otherFormat = 'Qrius answered with something that is not its own format';
export const ownError = (status: number): string => `Qrius had an error of its own (HTTP ${status})`;
export const noReason = 'Qrius gave no reason.';
