// What the codes look like: colours, error correction, logo and text.
import { useState } from 'preact/hooks';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { readLogo } from './canvas';
import { colourFault, colourWarning } from './colours';
import type { Ecc, Style } from './drawing';
import { ColourInput, Group } from './inputs';
import type { Caption, CaptionChoice, Settings } from './settings';
import { WORDS } from './words';

interface Props {
  artist: Settings['artist'];
  style: Style;
  caption: Caption;
  captions: CaptionChoice[];
  onArtist(artist: Settings['artist']): void;
  onStyle(style: Partial<Style>): void;
  onCaption(caption: Caption): void;
}

const LEVELS: readonly Ecc[] = ['L', 'M', 'Q', 'H'];

const ARTISTS = (['page', 'qrius'] as const).map((value) => ({ value, label: WORDS.artists[value] }));

export function DesignForm({ artist, style, caption, captions, onArtist, onStyle, onCaption }: Props) {
  return (
    <Group legend={WORDS.look}>
      <Select id="artist" label={WORDS.artist} value={artist} options={ARTISTS} onPick={onArtist} />
      {artist === 'page' ? (
        <StyleFields style={style} onStyle={onStyle} />
      ) : (
        <p class="quiet wide">{WORDS.qriusHint}</p>
      )}
      <Select id="caption" label={WORDS.caption} value={caption} options={captions} onPick={onCaption} />
    </Group>
  );
}

function StyleFields({ style, onStyle }: Pick<Props, 'style' | 'onStyle'>) {
  const { ecc, dark, light, logo } = style;
  const fault = colourFault(style);
  const warning = colourWarning(style);
  return (
    <>
      <ColourInput id="dark" label={WORDS.dark} value={dark} onValue={(value) => onStyle({ dark: value })} />
      <ColourInput
        id="light"
        label={WORDS.light}
        value={light}
        onValue={(value) => onStyle({ light: value })}
      />
      {fault && (
        <div class="wide">
          <Notice kind="fault" message={fault} />
        </div>
      )}
      {!fault && warning && <p class="quiet wide">{warning}</p>}
      <Select
        id="ecc"
        label={WORDS.ecc}
        value={logo ? 'H' : ecc}
        disabled={logo !== null}
        options={LEVELS.map((value) => ({ value, label: WORDS.eccLevels[value] }))}
        onPick={(value) => onStyle({ ecc: value })}
      />
      {logo && <p class="quiet wide">{WORDS.eccLogo}</p>}
      <LogoInput hasLogo={logo !== null} onLogo={(chosen) => onStyle({ logo: chosen })} />
    </>
  );
}

function LogoInput({ hasLogo, onLogo }: { hasLogo: boolean; onLogo(logo: Style['logo']): void }) {
  const [unreadable, setUnreadable] = useState(false);
  async function choose(input: HTMLInputElement) {
    const file = input.files?.[0];
    if (!file) return;
    const logo = await readLogo(file);
    setUnreadable(logo === null);
    if (logo) onLogo(logo);
    // The same file can then be chosen again.
    input.value = '';
  }
  return (
    <div class="field wide">
      <label for="logo">{WORDS.logo}</label>
      <input
        id="logo"
        type="file"
        accept="image/*"
        aria-describedby="logo-hint"
        onChange={({ currentTarget }) => choose(currentTarget)}
      />
      {unreadable && <Notice kind="fault" message={WORDS.logoFault} />}
      <p id="logo-hint" class="quiet">
        {WORDS.logoHint}
      </p>
      {hasLogo && (
        <div>
          <Button kind="link" onClick={() => onLogo(null)}>
            {WORDS.removeLogo}
          </Button>
        </div>
      )}
    </div>
  );
}
