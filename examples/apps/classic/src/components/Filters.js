import React, { PureComponent, createRef } from 'react';
import PropTypes from 'prop-types';
import capitalize from 'lodash/capitalize';

const LEVELS = ['any', 'easy', 'medium', 'hard'];
const SORTS = { name: 'Name', length: 'Length', climb: 'Climb' };

export default class Filters extends PureComponent {
  static propTypes = {
    level: PropTypes.oneOf(LEVELS),
    sort: PropTypes.oneOf(Object.keys(SORTS)),
    onSearch: PropTypes.func.isRequired,
    onChange: PropTypes.func.isRequired,
  };

  static defaultProps = { level: 'any', sort: 'name' };

  input = createRef();

  handleReset = () => {
    this.input.current.value = '';
    this.props.onSearch('');
    this.props.onChange({ level: 'any' });
  };

  render() {
    const { level, sort, onSearch, onChange } = this.props;

    return (
      <form className="filters panel" onSubmit={(event) => event.preventDefault()}>
        <label className="filters__search">
          <span className="visually-hidden">Search</span>
          <input ref={this.input} type="search" placeholder="Search" onChange={(event) => onSearch(event.target.value)} />
        </label>
        <div className="filters__levels">
          {LEVELS.map((name) => (
            <label key={name} className={`filters__level level-${name}`}>
              <input
                type="radio"
                name="level"
                checked={level === name}
                onChange={() => onChange({ level: name })}
              />
              {capitalize(name)}
            </label>
          ))}
        </div>
        <div className="filters__foot">
          <select aria-label="Sort by" value={sort} onChange={(event) => onChange({ sort: event.target.value })}>
            {Object.entries(SORTS).map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
          <button type="button" className="button" onClick={this.handleReset}>
            Reset
          </button>
        </div>
      </form>
    );
  }
}
