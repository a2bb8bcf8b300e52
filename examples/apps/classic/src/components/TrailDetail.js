import React, { Fragment } from 'react';
import moment from 'moment';
import numeral from 'numeral';
import { trailShape } from './shapes';

// The day the figures were counted.
const COUNTED = moment('2025-06-18');

const rows = [
  ['Length', ({ length }) => `${numeral(length).format('0.0')} ${import.meta.env.VITE_UNITS}`],
  ['Climb', ({ climb }) => `${numeral(climb).format('0,0')} m`],
  ['Time', ({ minutes }) => moment.duration(minutes, 'minutes').humanize()],
  ['Opened', ({ opened }) => `${moment(opened).format('MMMM YYYY')}, ${moment(opened).from(COUNTED)}`],
  ['Walked', ({ walked }) => `${numeral(walked).format('0.0a')} times`],
];

export default function TrailDetail({ trail }) {
  return (
    <article className="detail panel">
      <header className="detail__head">
        <h2>{trail.name}</h2>
        <span className={`detail__level level-${trail.level}`}>{trail.level}</span>
      </header>
      <p>{trail.text}</p>
      <dl className="detail__facts">
        {rows.map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value(trail)}</dd>
          </Fragment>
        ))}
      </dl>
    </article>
  );
}

TrailDetail.propTypes = { trail: trailShape.isRequired };
