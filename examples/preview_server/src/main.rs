//! `hotframe-preview`: opens a folder as a live preview. The smallest complete host of the `hotframe` library: it reads files, watches
//! them, and carries messages; everything a browser runs comes from the library.

mod address;
mod build;
mod changes;
mod check;
mod console;
mod environment;
mod failure;
mod folder;
mod guard;
mod http;
mod pending;
mod preview;
mod registry;
mod response;
mod serve;
mod server;
mod skip;
mod socket;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "hotframe-preview", version, about = "Opens a folder as a live preview")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Log more
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the preview of a folder and update open tabs while its files are edited
    Serve(ServeArguments),
    /// Serve preview sessions of many users over HTTP and WebSockets
    Server(Box<server::Settings>),
    /// Print what is wrong with a folder's app; exits with 1 when there are errors
    Check(FolderArguments),
    /// Build the app for production: files that any web server can serve; exits with 1 when the app has errors
    Build(build::BuildArguments),
}

/// Which app, and what it is compiled with.
#[derive(Args)]
struct FolderArguments {
    /// The app: the folder that holds index.html
    dir: PathBuf,
    /// Where npm packages are [default: node_modules in DIR or in the nearest folder above it; without one they are fetched]
    #[arg(long, value_name = "DIR")]
    node_modules: Option<PathBuf>,
    /// Let browsers fetch npm packages from this CDN of ES modules, and nothing be installed: https://esm.sh
    #[arg(long, value_name = "URL", conflicts_with = "node_modules")]
    cdn: Option<String>,
    /// The path that the app is served below [default: /; build: what vite.config says, and it also takes ./ and an address]
    #[arg(long, value_name = "PATH")]
    base: Option<String>,
    #[command(flatten)]
    registry: registry::RegistryArguments,
}

impl FolderArguments {
    /// Where a preview is served, with a slash at both ends.
    fn preview_base(&self) -> String {
        address::normal_base(self.base.as_deref().unwrap_or("/"))
    }
}

/// How the app is served.
#[derive(Args)]
struct ServeArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 5180)]
    port: u16,
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Another host name that the preview may be reached by; may be given more than once
    #[arg(long, value_name = "NAME")]
    allowed_host: Vec<String>,
    /// Open the preview in the browser
    #[arg(long)]
    open: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    console::start(arguments.verbose, matches!(&arguments.command, Command::Server(settings) if settings.json_log()));
    let done = match arguments.command {
        Command::Server(settings) => server::run(*settings).map(|()| ExitCode::SUCCESS),
        Command::Serve(arguments) => serve::serve(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Check(arguments) => check::check(&arguments),
        Command::Build(arguments) => build::build(&arguments),
    };
    done.unwrap_or_else(|failure| {
        console::complain(&failure);
        ExitCode::from(2)
    })
}
