import { Component } from "react";

export default class Inner extends Component {
  render() {
    return <p id="inner">class</p>;
  }
}
