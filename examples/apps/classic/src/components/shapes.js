import PropTypes from 'prop-types';

export const trailShape = PropTypes.shape({
  id: PropTypes.string.isRequired,
  name: PropTypes.string.isRequired,
  level: PropTypes.oneOf(['easy', 'medium', 'hard']).isRequired,
  length: PropTypes.number,
  climb: PropTypes.number,
  minutes: PropTypes.number,
  opened: PropTypes.string,
  walked: PropTypes.number,
  path: PropTypes.arrayOf(PropTypes.arrayOf(PropTypes.number)),
  text: PropTypes.string,
});
