//! `erario key` and `erario sign`: who vouches for a release.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use erario_release::sign::{KeyError, NewKey, PublicKey, SecretKey};
use serde_json::json;

use crate::args::{Args, KeyCommand, KeyNew, Sign};
use crate::exit::{DONE, Failure};
use crate::{output, released};

/// Where the password of a key is, so that it stands in no history and no list of processes.
const PASSWORD: &str = "ERARIO_KEY_PASSWORD";

pub fn key(args: &Args, command: &KeyCommand) -> Result<u8, Failure> {
    match command {
        KeyCommand::New(command) => new(args, command),
    }
}

fn new(args: &Args, command: &KeyNew) -> Result<u8, Failure> {
    let public_path = public_beside(&command.file);
    if let Some(taken) = [&command.file, &public_path].into_iter().find(|path| path.exists()) {
        return Err(Failure::Usage(format!(
            "{}: there is a file already, and a key that is lost cannot be made again\n  hint: name another file",
            taken.display()
        )));
    }
    let password = password();
    let is_locked = password.is_some();
    let pair = NewKey::new(password).map_err(|error| usage(&command.file, &error))?;
    let secret = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&command.file);
    write(&command.file, secret, &pair.secret)?;
    write(&public_path, File::create_new(&public_path), &pair.public)?;
    let id = PublicKey::parse(&pair.public).map_err(|error| usage(&public_path, &error))?.id();
    let (secret, public) = (command.file.display().to_string(), public_path.display().to_string());
    if args.json {
        output::line(json!({
            "format": 1, "key": id, "secret": secret, "public": public, "has_password": is_locked,
        }))?;
        return Ok(DONE);
    }
    let lang = args.language();
    let locked = match is_locked {
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
    let told = told.replace("{id}", &id).replace("{locked}", locked);
    output::line(told.replace("{secret}", &secret).replace("{public}", &public))?;
    Ok(DONE)
}

pub fn sign(args: &Args, command: &Sign) -> Result<u8, Failure> {
    let folder = released::named(args, &command.named)?;
    let text = fs::read_to_string(&command.key).map_err(Failure::read(command.key.display()))?;
    let key = SecretKey::parse(&text, password()).map_err(|error| usage(&command.key, &error))?;
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
    let signature = folder.join("SHA256SUMS.minisig").display().to_string();
    if args.json {
        output::line(json!({ "format": 1, "release": verified.id, "signature": signature }))?;
    } else {
        let told = args.language().say("{id}: firmada en {file}", "{id}: signed in {file}");
        output::line(told.replace("{id}", &verified.id).replace("{file}", &signature))?;
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
