//! The real binary with sessions of many users: HTTP as it is written on the wire, tabs that are WebSocket clients, Redis that goes away.

mod backends;
mod interface;
mod support;
mod trust;
