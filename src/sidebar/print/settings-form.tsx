// Everything that can be chosen about labels and pictures.
import type { Printables } from '../../shared/contract/print';
import { Choice } from '../ui/choice';
import { DesignForm } from './design-form';
import { LabelsForm } from './labels-form';
import { PicturesForm } from './pictures-form';
import { captionChoices, labelsFault, type Settings } from './settings';
import { WORDS } from './words';

interface Props {
  settings: Settings;
  source: Printables;
  onSettings(change: Partial<Settings>): void;
  onTestPage(): void;
}

const OUTPUTS: ReadonlyArray<{ value: Settings['output']; label: string; hint: string }> = [
  { value: 'print', label: WORDS.print, hint: WORDS.printHint },
  { value: 'download', label: WORDS.download, hint: WORDS.downloadHint },
];

export function SettingsForm({ settings, source, onSettings, onTestPage }: Props) {
  const { artist, style, caption, output, labels, pictures } = settings;
  return (
    <>
      <Choice
        legend={WORDS.output}
        name="output"
        value={output}
        options={OUTPUTS}
        onPick={(picked) => onSettings({ output: picked })}
      />
      {output === 'print' ? (
        <LabelsForm
          labels={labels}
          hasText={caption !== 'none'}
          onLabels={(changed) => onSettings({ labels: changed })}
          onTestPage={labelsFault(labels, 0) === null ? onTestPage : undefined}
        />
      ) : (
        <PicturesForm
          pictures={pictures}
          headers={source.headers}
          onPictures={(change) => onSettings({ pictures: { ...pictures, ...change } })}
        />
      )}
      <DesignForm
        artist={artist}
        style={style}
        caption={caption}
        captions={captionChoices(source)}
        onArtist={(changed) => onSettings({ artist: changed })}
        onStyle={(change) => onSettings({ style: { ...style, ...change } })}
        onCaption={(changed) => onSettings({ caption: changed })}
      />
    </>
  );
}
