// Which picture files, and what they are called.
import { Checkbox } from '../ui/checkbox';
import { TextField } from '../ui/text-field';
import { patternFault } from './file-names';
import { Group, NumberInput } from './inputs';
import type { PictureSettings } from './settings';
import { WORDS } from './words';

interface Props {
  pictures: PictureSettings;
  headers: string[];
  onPictures(change: Partial<PictureSettings>): void;
}

export function PicturesForm({ pictures, headers, onPictures }: Props) {
  const { svg, png, width, pattern } = pictures;
  const fault = patternFault(pattern, headers);
  return (
    <Group legend={WORDS.formats}>
      <Checkbox
        label={WORDS.svg}
        hint={WORDS.svgHint}
        checked={svg}
        onChange={(checked) => onPictures({ svg: checked })}
      />
      <Checkbox label={WORDS.png} checked={png} onChange={(checked) => onPictures({ png: checked })} />
      {png && (
        <NumberInput
          id="width"
          label={WORDS.pngSize}
          value={width}
          onValue={(value) => onPictures({ width: value })}
        />
      )}
      <div class="wide">
        <TextField
          id="pattern"
          label={WORDS.pattern}
          hint={WORDS.patternHint}
          error={fault}
          value={pattern}
          onInput={(changed) => onPictures({ pattern: changed })}
        />
      </div>
    </Group>
  );
}
