import { Component } from "react";

export default class Inner extends Component<object, { count: number }> {
  state = { count: 0 };

  render() {
    return <button id="inner" onClick={() => this.setState({ count: this.state.count + 1 })}>class one {this.state.count}</button>;
  }
}
