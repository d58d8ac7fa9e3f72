//! Encrypting a short text with a passphrase, by the browser's own `WebCrypto`: no cipher of ours, none in the bundle.
//!
//! The key is derived with PBKDF2 over SHA-256 and used for AES-GCM of 256 bits, with salt and IV drawn anew for each text. The
//! context is authenticated with it: a text sealed for one context does not open in another, so records cannot be swapped.

use durable_api::Secret;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesDerivedKeyParams, AesGcmParams, Crypto, CryptoKey, Pbkdf2Params, SubtleCrypto};

use super::window;

/// Rounds of PBKDF2 for what is sealed now: what OWASP asks for of SHA-256 (Password Storage Cheat Sheet, 2023). About a
/// third of a second here, and as much for each guess of whoever steals the record.
pub const ITERATIONS: u32 = 600_000;
/// Bytes of salt.
pub const SALT: usize = 16;
/// Bytes of IV: what AES-GCM is defined for.
pub const IV: usize = 12;

/// A text that only its passphrase opens, with all that is needed to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Rounds of PBKDF2 it was sealed with.
    pub iterations: u32,
    /// The salt of the derivation, [`SALT`] bytes.
    pub salt: Vec<u8>,
    /// The IV of the cipher, [`IV`] bytes.
    pub iv: Vec<u8>,
    /// Ciphertext and tag.
    pub data: Vec<u8>,
}

/// Why nothing was sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoError {
    /// This page is not served over https, nor from this machine: browsers give it no cryptography.
    Missing,
    /// The passphrase is wrong, or the record was changed or belongs elsewhere. A cipher cannot tell these apart.
    Refused,
}

impl From<JsValue> for CryptoError {
    fn from(_: JsValue) -> Self {
        Self::Refused
    }
}

/// Whether this page may encrypt.
pub fn is_available() -> bool {
    crypto().is_some()
}

/// So many bytes that nobody can guess. Also where a page may not encrypt; a browser without any chance gives zeros.
pub fn random<const LENGTH: usize>() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    if let Ok(crypto) = window().crypto() {
        // Refuses more than 65,536 bytes, and nothing else.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// Encrypts `text`.
pub async fn seal(
    text: &Secret,
    passphrase: &Secret,
    context: &str,
) -> Result<Sealed, CryptoError> {
    let (crypto, subtle) = crypto().ok_or(CryptoError::Missing)?;
    let random = |length: usize| -> Result<Vec<u8>, JsValue> {
        let mut bytes = vec![0; length];
        crypto.get_random_values_with_u8_array(&mut bytes)?;
        Ok(bytes)
    };
    let (salt, iv) = (random(SALT)?, random(IV)?);
    let key = derive(&subtle, passphrase, &salt, ITERATIONS).await?;
    let plain = Uint8Array::from(text.expose().as_bytes());
    let sealing =
        subtle.encrypt_with_object_and_js_u8_array(&cipher(&iv, context), &key, &plain)?;
    Ok(Sealed {
        iterations: ITERATIONS,
        salt,
        iv,
        data: bytes_of(sealing).await?,
    })
}

/// Decrypts what [`seal`] sealed in the same context.
pub async fn open(
    sealed: &Sealed,
    passphrase: &Secret,
    context: &str,
) -> Result<Secret, CryptoError> {
    let (_, subtle) = crypto().ok_or(CryptoError::Missing)?;
    let key = derive(&subtle, passphrase, &sealed.salt, sealed.iterations).await?;
    let data = Uint8Array::from(sealed.data.as_slice());
    let opening =
        subtle.decrypt_with_object_and_js_u8_array(&cipher(&sealed.iv, context), &key, &data)?;
    String::from_utf8(bytes_of(opening).await?)
        .map(Secret::new)
        .map_err(|_| CryptoError::Refused)
}

fn crypto() -> Option<(Crypto, SubtleCrypto)> {
    let crypto = window().crypto().ok()?;
    // Outside secure contexts the property does not exist, whatever its type says.
    let subtle = Reflect::get(&crypto, &JsValue::from_str("subtle")).ok()?;
    let subtle = subtle.is_object().then(|| subtle.unchecked_into())?;
    Some((crypto, subtle))
}

fn cipher(iv: &[u8], context: &str) -> Object {
    let cipher = AesGcmParams::new_with_u8_array("AES-GCM", &Uint8Array::from(iv));
    cipher.set_additional_data_u8_array(&Uint8Array::from(context.as_bytes()));
    cipher.unchecked_into()
}

async fn derive(
    subtle: &SubtleCrypto,
    passphrase: &Secret,
    salt: &[u8],
    iterations: u32,
) -> Result<CryptoKey, JsValue> {
    let usages = |names: &[&str]| {
        names
            .iter()
            .map(|it| JsValue::from_str(it))
            .collect::<Array>()
    };
    // The same word can be typed as different characters, depending on keyboard and system.
    let typed = js_sys::JsString::from(passphrase.expose()).normalize("NFKC");
    let typed = Uint8Array::from(String::from(typed).as_bytes());
    let importing =
        subtle.import_key_with_str("raw", &typed, "PBKDF2", false, &usages(&["deriveKey"]))?;
    let base: CryptoKey = JsFuture::from(importing).await?.unchecked_into();
    let derivation =
        Pbkdf2Params::new_with_str("PBKDF2", "SHA-256", iterations, &Uint8Array::from(salt));
    let deriving = subtle.derive_key_with_object_and_object(
        &derivation,
        &base,
        &AesDerivedKeyParams::new("AES-GCM", 256),
        false,
        &usages(&["encrypt", "decrypt"]),
    )?;
    Ok(JsFuture::from(deriving).await?.unchecked_into())
}

async fn bytes_of(promise: Promise) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(promise).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
