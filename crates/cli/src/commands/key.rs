//! `erario key` and `erario sign`: who vouches for a release.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use erario_release::ReleaseError;
use erario_release::sign::{KeyError, NewKey, PublicKey, SecretKey};
use serde_json::json;

use crate::args::{Args, KeyCommand, KeyNew, KeyRotate, Sign};
use crate::exit::{DONE, Failure};
use crate::{output, released};

/// Where the password of a key is, so that it stands in no history and no list of processes.
const PASSWORD: &str = "ERARIO_KEY_PASSWORD";

pub fn key(args: &Args, command: &KeyCommand) -> Result<u8, Failure> {
    match command {
        KeyCommand::New(command) => new(args, command),
        KeyCommand::Rotate(command) => rotate(args, command),
    }
}

/// A pair of keys in their files.
struct Made {
    id: String,
    /// The text of the public key.
    text: String,
    public: PathBuf,
    is_locked: bool,
}

fn new(args: &Args, command: &KeyNew) -> Result<u8, Failure> {
    let made = make(&command.file)?;
    let (secret, public) = (command.file.display().to_string(), made.public.display().to_string());
    if args.json {
        output::line(json!({
            "format": 1, "key": made.id, "secret": secret, "public": public, "has_password": made.is_locked,
        }))?;
        return Ok(DONE);
    }
    let lang = args.language();
    let locked = match made.is_locked {
        true => lang.say("con contraseña", "with a password"),
        false => lang.say(
            "sin contraseña: quien lea el archivo puede firmar",
            "without a password: whoever reads the file can sign",
        ),
    };
    let told = lang.say(
        "Clave {id}\n  secreta: {secret} ({locked})\n  pública: {public}, que se publica donde la gente la halle, aparte de los datos",
        "Key {id}\n  secret: {secret} ({locked})\n  public: {public}, to be published where people find it, apart from the data",
    );
    let told = told.replace("{id}", &made.id).replace("{locked}", locked);
    output::line(told.replace("{secret}", &secret).replace("{public}", &public))?;
    Ok(DONE)
}

/// Makes a pair of keys where no file is yet.
fn make(secret_path: &Path) -> Result<Made, Failure> {
    let public_path = public_beside(secret_path);
    if let Some(taken) = [secret_path, &public_path].into_iter().find(|path| path.exists()) {
        return Err(Failure::Usage(format!(
            "{}: there is a file already, and a key that is lost cannot be made again\n  hint: name another file",
            taken.display()
        )));
    }
    let password = password();
    let is_locked = password.is_some();
    let pair = NewKey::new(password).map_err(|error| usage(secret_path, &error))?;
    let secret = OpenOptions::new().write(true).create_new(true).mode(0o600).open(secret_path);
    write(secret_path, secret, &pair.secret)?;
    write(&public_path, File::create_new(&public_path), &pair.public)?;
    let id = PublicKey::parse(&pair.public).map_err(|error| usage(&public_path, &error))?.id();
    Ok(Made { id, text: pair.public, public: public_path, is_locked })
}

fn rotate(args: &Args, command: &KeyRotate) -> Result<u8, Failure> {
    let (out, _) = released::folder(args, command.out.as_ref())?;
    // Whoever mistypes the folder should not have a key too many.
    if !out.is_dir() {
        return Err(Failure::Release(ReleaseError::NoReleases { out }));
    }
    let old = secret_key(&command.key)?;
    let made = make(&command.file)?;
    erario_release::sign::replace(&out, &old, &made.text)?;
    if args.json {
        output::line(json!({ "format": 1, "key": made.id, "replaces": old.id(), "public": made.public }))?;
        return Ok(DONE);
    }
    let told = args.language().say(
        "La clave {new} reemplaza a la {old}: quien confía en la vieja confía en la nueva.\n  Firme desde ahora con {file}; quien verificó una lista de la nueva ya no acepta listas de la vieja.",
        "The key {new} replaces {old}: who trusts the old one trusts the new one.\n  Sign with {file} from now on; who has verified a list of the new one accepts no list of the old one any more.",
    );
    let told = told.replace("{new}", &made.id).replace("{old}", &old.id());
    output::line(told.replace("{file}", &command.file.display().to_string()))?;
    Ok(DONE)
}

fn secret_key(path: &Path) -> Result<SecretKey, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::read(path.display()))?;
    SecretKey::parse(&text, password()).map_err(|error| usage(path, &error))
}

pub fn sign(args: &Args, command: &Sign) -> Result<u8, Failure> {
    let folder = released::named(args, &command.named)?;
    let key = secret_key(&command.key)?;
    // What nobody has checked, nobody should vouch for.
    let verified = erario_release::verify::verify(&folder, None)?;
    if let Some(fault) = verified.faults.first() {
        let what = fault.kind.told()[1];
        return Err(Failure::Tampered {
            place: folder.join(&fault.path).display().to_string(),
            detail: format!("{what}, so that the release cannot be signed"),
        });
    }
    erario_release::sign::sign(&folder, &verified.id, &key)?;
    // A copy that lies alone is signed alone.
    let index = match released::series(&folder)? {
        Some(out) => Some(erario_release::sign::sign_index(&out, &key, jiff::Timestamp::now())?),
        None => None,
    };
    let signature = folder.join("SHA256SUMS.minisig").display().to_string();
    if args.json {
        let list = index.map(|index| json!({ "serial": index.serial, "expires": index.expires }));
        output::line(json!({
            "format": 1, "release": verified.id, "key": key.id(), "signature": signature, "index": list,
        }))?;
        return Ok(DONE);
    }
    let lang = args.language();
    let told = lang.say("{id}: firmada en {file}", "{id}: signed in {file}");
    output::line(told.replace("{id}", &verified.id).replace("{file}", &signature))?;
    if let Some(index) = index {
        let told = lang.say(
            "releases.json: firmada, número de serie {serial}; vuelva a firmar antes del {expires}",
            "releases.json: signed, serial {serial}; sign again before {expires}",
        );
        let expires = index.expires.strftime("%Y-%m-%d").to_string();
        output::line(told.replace("{serial}", &index.serial.to_string()).replace("{expires}", &expires))?;
    }
    Ok(DONE)
}

fn password() -> Option<String> {
    std::env::var(PASSWORD).ok().filter(|password| !password.is_empty())
}

/// `name.pub` beside `name.key` or `name`.
fn public_beside(secret: &Path) -> PathBuf {
    secret.with_extension("pub")
}

fn usage(path: &Path, error: &KeyError) -> Failure {
    let hint = match error {
        KeyError::Locked => format!("set {PASSWORD}"),
        _ => format!("name the secret key that `erario key new` wrote, and set {PASSWORD} if it has a password"),
    };
    Failure::Usage(format!("{}: {error}\n  hint: {hint}", path.display()))
}

fn write(path: &Path, file: std::io::Result<File>, text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::Write { place: path.display().to_string(), source };
    let mut file = file.map_err(failed)?;
    let line = if text.ends_with('\n') { "" } else { "\n" };
    file.write_all(format!("{text}{line}").as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
}
