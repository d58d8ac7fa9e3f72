//! The portal over https: a listener on this machine that passes everything on to the plain one.
//!
//! Its certificate is made for the run and signed by itself; the browser is told not to mind.

use std::sync::Arc;

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING as ECDSA, EcdsaKeyPair, KeyPair};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// Listens on a free port for as long as the test runs, and gives the port.
pub async fn front(plain: &str) -> u16 {
    let behind = plain
        .strip_prefix("http://localhost:")
        .expect("the devhost's address");
    let behind: u16 = behind.parse().expect("a port");
    let acceptor = TlsAcceptor::from(Arc::new(config()));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a free port on this machine");
    let port = listener.local_addr().expect("a bound port").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                // A browser that goes away in the middle concerns its own connection alone.
                if let (Ok(mut outside), Ok(mut inside)) = (
                    acceptor.accept(stream).await,
                    TcpStream::connect(("127.0.0.1", behind)).await,
                ) {
                    drop(tokio::io::copy_bidirectional(&mut outside, &mut inside).await);
                }
            });
        }
    });
    port
}

fn config() -> ServerConfig {
    let random = SystemRandom::new();
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA, &random).expect("a fresh key");
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA, key.as_ref(), &random).expect("the same key");
    let certificate = CertificateDer::from(certificate(&pair, &random));
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.as_ref().to_vec()));
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate of this key")
}

/// The least that is a certificate (RFC 5280, section 4.1): version 3, no names, valid from 2020 to 2049.
fn certificate(pair: &EcdsaKeyPair, random: &SystemRandom) -> Vec<u8> {
    let sequence = |parts: &[&[u8]]| der(0x30, &parts.concat());
    // ecdsa-with-SHA256; id-ecPublicKey and prime256v1.
    let signed_by = sequence(&[&der(
        0x06,
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
    )]);
    let curve = sequence(&[
        &der(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]),
        &der(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]),
    ]);
    let nobody = sequence(&[]);
    let bits = |content: &[u8]| der(0x03, &[&[0], content].concat());
    let to_sign = sequence(&[
        &der(0xa0, &der(0x02, &[2])),
        &der(0x02, &[1]),
        &signed_by,
        &nobody,
        &sequence(&[&der(0x17, b"200101000000Z"), &der(0x17, b"490101000000Z")]),
        &nobody,
        &sequence(&[&curve, &bits(pair.public_key().as_ref())]),
    ]);
    let signature = pair.sign(random, &to_sign).expect("a signature");
    sequence(&[&to_sign, &signed_by, &bits(signature.as_ref())])
}

/// A value with its tag and length, shorter than 64 KB.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("a short value");
    let [high, low] = length.to_be_bytes();
    let head = match (high, low) {
        (0, 0..0x80) => vec![tag, low],
        (0, _) => vec![tag, 0x81, low],
        _ => vec![tag, 0x82, high, low],
    };
    [head, content.to_vec()].concat()
}
