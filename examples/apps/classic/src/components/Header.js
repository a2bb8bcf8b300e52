import React, { useContext } from 'react';
import PropTypes from 'prop-types';
import { ThemeContext } from '../context/theme';
import compass from '../assets/compass.png';
import './Header.scss';

function Header({ title, count = 0 }) {
  const { label, toggle } = useContext(ThemeContext);

  return (
    <header className="header">
      <div className="header__inner">
        <img className="header__logo" src={compass} alt="" width="44" height="44" />
        <div>
          <h1 className="header__title" data-testid="headline">{title}</h1>
          <p className="header__lead">{count} walks in the Aldern valley</p>
        </div>
        <button type="button" className="button button--quiet" onClick={toggle}>
          {label}
        </button>
      </div>
    </header>
  );
}

Header.propTypes = {
  title: PropTypes.string.isRequired,
  count: PropTypes.number,
};

export default Header;
