import React from 'react';
import PropTypes from 'prop-types';
import cx from 'classnames';
import numeral from 'numeral';
import { trailShape } from './shapes';
import styles from './TrailList.module.scss';

const TrailList = ({ trails, selected, onSelect }) => (
  <ol className={styles.list}>
    {trails.map((trail) => (
      <li key={trail.id}>
        <button
          type="button"
          className={cx(styles.item, styles[trail.level], trail.id === selected && styles.isSelected)}
          aria-current={trail.id === selected}
          onClick={() => onSelect(trail.id)}
        >
          <span className={styles.name}>{trail.name}</span>
          <span className={styles.meta}>
            {numeral(trail.length).format('0.0')} {import.meta.env.VITE_UNITS}, {trail.climb} m up
          </span>
        </button>
      </li>
    ))}
    {trails.length === 0 && <li className={styles.empty}>No trail by that name.</li>}
  </ol>
);

TrailList.propTypes = {
  trails: PropTypes.arrayOf(trailShape).isRequired,
  selected: PropTypes.string,
  onSelect: PropTypes.func.isRequired,
};

export default React.memo(TrailList);
