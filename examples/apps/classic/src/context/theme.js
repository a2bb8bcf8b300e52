import React from 'react';

export const themes = {
  day: { label: 'Day', line: '#2d4739', land: 1 },
  night: { label: 'Night', line: '#e9c46a', land: 0.55 },
};

export const ThemeContext = React.createContext(themes.day);
ThemeContext.displayName = 'Theme';

/** Gives a class component the theme as a prop. */
export function withTheme(Wrapped) {
  const WithTheme = (props) => (
    <ThemeContext.Consumer>{(theme) => <Wrapped {...props} theme={theme} />}</ThemeContext.Consumer>
  );
  WithTheme.displayName = `withTheme(${Wrapped.displayName || Wrapped.name})`;
  return WithTheme;
}
