import { Component } from "react";

export default class Child extends Component {
  render() {
    return <p id="child">fine</p>;
  }
}
