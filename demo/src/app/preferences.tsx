import { chooseLanguage, LANGUAGES, type Language, language, messages } from '../i18n';
import { chooseTheme, THEMES, type Theme, theme } from '../state/theme';

export function Preferences() {
  const { app } = messages.value;
  return (
    <div class="preferences">
      <label>
        {app.language}
        <select
          value={language.value}
          onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
        >
          {Object.entries(LANGUAGES).map(([code, { name }]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {app.theme}
        <select value={theme.value} onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}>
          {THEMES.map((each) => (
            <option key={each} value={each}>
              {app.themes[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
