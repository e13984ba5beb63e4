// Which picture files, and what they are called.
import { described, Field } from '../parts/field';
import { patternFault } from './file-names';
import { Checkbox, NumberInput } from './inputs';
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
    <fieldset>
      <legend>{WORDS.formats}</legend>
      <div class="fields">
        <Checkbox checked={svg} hint={WORDS.svgHint} onChecked={(checked) => onPictures({ svg: checked })}>
          {WORDS.svg}
        </Checkbox>
        <Checkbox checked={png} onChecked={(checked) => onPictures({ png: checked })}>
          {WORDS.png}
        </Checkbox>
        {png && (
          <NumberInput
            id="width"
            label={WORDS.pngSize}
            value={width}
            onValue={(value) => onPictures({ width: value })}
          />
        )}
        <div class="wide">
          <Field id="pattern" label={WORDS.pattern} hint={WORDS.patternHint} error={fault}>
            <input
              id="pattern"
              type="text"
              value={pattern}
              {...described('pattern', fault)}
              onInput={({ currentTarget }) => onPictures({ pattern: currentTarget.value })}
            />
          </Field>
        </div>
      </div>
    </fieldset>
  );
}
