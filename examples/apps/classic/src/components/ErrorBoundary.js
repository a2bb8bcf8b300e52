import React from 'react';
import PropTypes from 'prop-types';

export default class ErrorBoundary extends React.Component {
  constructor(props) {
    super(props);
    this.state = { error: null };
    this.reset = this.reset.bind(this);
  }

  static getDerivedStateFromError(error) {
    return { error };
  }

  reset() {
    this.setState({ error: null });
  }

  render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="panel" role="alert">
        <h2>That did not work</h2>
        <p>{error.message}</p>
        <button className="button" onClick={this.reset}>
          Try again
        </button>
      </div>
    );
  }
}

ErrorBoundary.propTypes = { children: PropTypes.node };
