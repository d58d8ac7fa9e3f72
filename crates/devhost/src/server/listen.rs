//! Sockets: binding ports and serving connections.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Mark on an answer: close the connection instead of sending it.
#[derive(Debug, Clone, Copy)]
pub(super) struct DropConnection;

/// Why a devhost did not start.
#[derive(Debug)]
pub enum StartError {
    /// Another program listens on the port.
    PortTaken {
        /// The port.
        port: u16,
        /// The flag that chooses another.
        flag: &'static str,
    },
    /// The port cannot be bound for another reason.
    Bind {
        /// The port.
        port: u16,
        /// What the system says.
        error: io::Error,
    },
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::PortTaken { port, flag } => write!(
                f,
                "port {port} is taken: another program (perhaps another devhost) listens on it. End that program, or choose \
                 another port with {flag} N ({flag} 0 takes a free one)."
            ),
            Self::Bind { port, error } => write!(f, "cannot listen on port {port}: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

/// The sockets of one port, on both loopback addresses where the machine has IPv6: a browser may try either for `localhost`.
#[derive(Debug)]
pub(super) struct Listeners {
    sockets: Vec<TcpListener>,
    port: u16,
}

impl Listeners {
    /// Binds a port on the loopback addresses, 0 for a free one.
    pub(super) async fn bind(port: u16, flag: &'static str) -> Result<Self, StartError> {
        loop {
            match Self::bind_both(port, flag).await {
                // Free on one address and taken on the other: there are more.
                Err(StartError::PortTaken { .. }) if port == 0 => {}
                result => return result,
            }
        }
    }

    async fn bind_both(wanted: u16, flag: &'static str) -> Result<Self, StartError> {
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted))
            .await
            .map_err(|error| named(error, wanted, flag))?;
        let port = v4
            .local_addr()
            .map_err(|error| StartError::Bind {
                port: wanted,
                error,
            })?
            .port();
        let mut sockets = vec![v4];
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
            Ok(v6) => sockets.push(v6),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                return Err(named(error, port, flag));
            }
            // A machine without IPv6 is fine.
            Err(_) => {}
        }
        Ok(Self { sockets, port })
    }

    /// The port.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Serves until dropped; connections end with it.
    pub(super) async fn serve(self, router: Router) {
        let mut accepting = JoinSet::new();
        for socket in self.sockets {
            accepting.spawn(accept(socket, router.clone()));
        }
        while accepting.join_next().await.is_some() {}
    }
}

fn named(error: io::Error, port: u16, flag: &'static str) -> StartError {
    if error.kind() == io::ErrorKind::AddrInUse {
        StartError::PortTaken { port, flag }
    } else {
        StartError::Bind { port, error }
    }
}

async fn accept(socket: TcpListener, router: Router) {
    let mut connections = JoinSet::new();
    loop {
        match socket.accept().await {
            Ok((stream, _)) => {
                connections.spawn(serve_connection(stream, router.clone()));
            }
            // Out of file handles, or a client that was gone already: others go on.
            Err(_) => tokio::task::yield_now().await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn serve_connection(stream: TcpStream, router: Router) {
    // Without this, a small answer on a kept connection waits for the client's acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move {
            let answer = match router.oneshot(request.map(Body::new)).await {
                Ok(answer) => answer,
                Err(never) => match never {},
            };
            match answer.extensions().get::<DropConnection>() {
                Some(_) => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
                None => Ok(answer),
            }
        }
    });
    // An error here is a client that went away or a fault on purpose: both concern this connection alone.
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
