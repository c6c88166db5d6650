//! How fast the reading room answers: requests at a steady rate, whether answers come or not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use mengfu::Engine;
use mengfu::library::{Access, Library, Listed};

use crate::server::Server;

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct LoadArgs {
    /// The register to serve.
    #[arg(long)]
    register: PathBuf,
    /// The program that serves it.
    #[arg(long, default_value = "target/release/mengfu")]
    mengfu: PathBuf,
    /// So many requests a second.
    #[arg(long, default_value_t = 200)]
    rate: u32,
    /// So many seconds; with `--alone`, for each sort of page.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Lets the server stand for so many seconds first, as one does that was started before people come.
    #[arg(long, default_value_t = 5)]
    after: u64,
    /// Asks for one sort of page after the other, each at the whole rate, not for all in turn.
    #[arg(long)]
    alone: bool,
    /// Only sorts of pages with this in their name.
    #[arg(long, default_value = "")]
    only: String,
    /// A folder of statements to add meanwhile.
    #[arg(long)]
    while_adding: Option<PathBuf>,
}

type Http = Client<HttpConnector, Empty<bytes::Bytes>>;

/// Serves, asks, and prints a table.
pub(crate) fn run(args: &LoadArgs) -> Result<()> {
    let pages = pages(&args.register)?;
    let mut server = Server::start(&args.mengfu, &args.register, &[])?;
    std::thread::sleep(Duration::from_secs(args.after));
    let adding = args.while_adding.as_ref().map(|folder| {
        Command::new(&args.mengfu)
            .args(["add".as_ref(), folder.as_os_str(), "--register".as_ref()])
            .arg(&args.register)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
    });
    let mut adding = adding.transpose()?;
    println!(
        "| page | addresses | requests | errors | p50 ms | p99 ms | max ms | kB | server MB |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let pages = pages.into_iter().filter(|(name, _)| name.contains(&args.only));
    let pages: Vec<(&str, Vec<String>)> = pages.filter(|(_, all)| !all.is_empty()).collect();
    let rounds: Vec<&[(&str, Vec<String>)]> = match args.alone {
        true => pages.chunks(1).collect(),
        false => vec![&pages],
    };
    for round in rounds {
        let measured = runtime.block_on(ask(&server.address, round, args));
        for ((name, addresses), measured) in round.iter().zip(measured) {
            println!("| {name} | {} | {measured} | {} |", addresses.len(), server.memory());
        }
    }
    if let Some(adding) = &mut adding {
        let state = match adding.try_wait()? {
            Some(status) => format!("ended: {status}"),
            None => "still under way".to_owned(),
        };
        println!("\nadding {state}");
        let _ = adding.kill();
    }
    server.end();
    Ok(())
}

/// Sorts of pages with addresses of each, spread over the register.
fn pages(register: &Path) -> Result<BTreeMap<&'static str, Vec<String>>> {
    let library = Library::open(Engine::embedded()?, register, Access::Read)?;
    let all = library.list(&[])?;
    let spread = |n: usize| {
        let step = (all.len() / n).max(1);
        all.iter().step_by(step).take(n).collect::<Vec<&Listed>>()
    };
    let path = |one: &Listed| mengfu_web::paths::statement(&one.id);
    let longest = all.iter().max_by_key(|one| one.acts).into_iter().map(path).collect();
    let fixed = |paths: &[&str]| paths.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
    let some = spread(500);
    let parties = |one: &Listed| one.parties.join("-");
    let pairs = some.iter().filter_map(|later| {
        let same = all.iter().filter(|one| one.parties == later.parties);
        let before = same.take_while(|one| one.id != later.id).last()?;
        Some(mengfu_web::paths::compare(&before.id, &later.id))
    });
    let words = ["合作", "经贸", "投资", "文化", "反恐", "气候", "港口", "青年", "旅游", "海关"];
    let found = words.iter().flat_map(|word| {
        let word = mengfu_web::paths::encoded(word);
        (1..=3).map(move |page| format!("/search?q={word}&page={page}"))
    });
    let ledger = some.iter().map(|one| {
        let party = one.parties.last().map_or("", String::as_str);
        format!("/ledger?party={party}&open=1&sort=due")
    });
    let mut pages = BTreeMap::new();
    pages.insert("overview", fixed(&["/"]));
    pages.insert("partnerships", fixed(&["/partnerships", "/partnerships?page=2"]));
    pages.insert(
        "partnership",
        some.iter().map(|one| format!("/partnerships/{}", parties(one))).collect(),
    );
    pages.insert("statements", (1..=50).map(|n| format!("/statements?page={n}")).collect());
    pages.insert("statement", some.iter().map(|one| path(one)).collect());
    pages.insert("longest statement", longest);
    pages.insert("source", some.iter().map(|one| format!("{}/source", path(one))).collect());
    pages.insert("act", some.iter().map(|one| format!("{}/p5.a1", path(one))).collect());
    pages.insert("compare", pairs.collect());
    pages.insert("ledger", ledger.collect());
    pages.insert("ledger, whole", (1..=20).map(|n| format!("/ledger?page={n}")).collect());
    pages.insert("formulas", fixed(&["/formulas"]));
    pages.insert("formula", fixed(&["/formulas/one-china", "/formulas/one-china?page=2"]));
    pages.insert("directories", fixed(&["/directories"]));
    pages.insert(
        "directory",
        (1..=10)
            .flat_map(|n| {
                ["mechanism", "instrument", "project"].map(|k| format!("/directories/{k}?page={n}"))
            })
            .collect(),
    );
    pages.insert("network", fixed(&["/network", "/network?from=2000&to=2010"]));
    pages.insert("calendar", (1990..2030).map(|year| format!("/calendar?year={year}")).collect());
    pages.insert("search", found.collect());
    pages.insert("about", fixed(&["/about"]));
    pages.insert(
        "api, ledger",
        (1..=20).map(|n| format!("/api/v1/ledger?limit=50&page={n}")).collect(),
    );
    Ok(pages)
}

/// What asking gave.
#[derive(Default)]
struct Measured {
    /// From the moment when each request was due.
    times: Vec<Duration>,
    errors: usize,
    bytes: usize,
}

impl std::fmt::Display for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut times = self.times.clone();
        times.sort();
        let at = |part: usize| {
            let time = times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
            time.map_or(0.0, |t| t.as_secs_f64() * 1e3)
        };
        let kb = self.bytes / times.len().max(1) / 1_000;
        write!(
            f,
            "{} | {} | {:.1} | {:.1} | {:.1} | {kb}",
            times.len(),
            self.errors,
            at(50),
            at(99),
            at(100)
        )
    }
}

/// Asks at the rate, for a page of each sort in turn, and starts again with the first where all of a sort were
/// asked for.
async fn ask(server: &str, pages: &[(&str, Vec<String>)], args: &LoadArgs) -> Vec<Measured> {
    let http: Http = Client::builder(TokioExecutor::new()).build_http();
    let every = Duration::from_secs(1) / args.rate.max(1);
    let start = Instant::now();
    let mut under_way = tokio::task::JoinSet::new();
    for n in 0..args.rate * args.seconds {
        let due = start + every * n;
        tokio::time::sleep_until(due.into()).await;
        let (round, sort) = (n as usize / pages.len(), n as usize % pages.len());
        let Some((_, addresses)) = pages.get(sort) else { break };
        let Some(address) = addresses.get(round % addresses.len()) else { break };
        let (http, url) = (http.clone(), format!("{server}{address}"));
        under_way.spawn(async move {
            let answer = async {
                let answer = http.get(url.parse().ok()?).await.ok()?;
                let status = answer.status();
                let body = answer.into_body().collect().await.ok()?.to_bytes();
                Some((status.is_success(), body.len()))
            };
            (sort, answer.await, due.elapsed())
        });
    }
    let mut measured: Vec<Measured> = pages.iter().map(|_| Measured::default()).collect();
    while let Some(Ok((sort, answer, time))) = under_way.join_next().await {
        let Some(measured) = measured.get_mut(sort) else { continue };
        measured.times.push(time);
        match answer {
            Some((true, bytes)) => measured.bytes += bytes,
            _ => measured.errors += 1,
        }
    }
    measured
}
