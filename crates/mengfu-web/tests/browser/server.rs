//! A reading room on a port of this machine, open while the tests run.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread;

use mengfu_web::{Door, Room, Rules};

use crate::house::House;

/// A room over the examples.
pub(crate) struct Server {
    address: SocketAddr,
    /// Its register is removed with it.
    _house: House,
}

/// An answer that is no page: a file, or data for programs.
pub(crate) struct File {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Opens it.
    pub(crate) fn start() -> Self {
        let house = House::open();
        let room = house.room();
        Self::serve(house, room)
    }

    /// Opens it behind a door with an account for each role.
    pub(crate) fn guarded() -> Self {
        let house = House::open();
        house.add_accounts();
        let room = house.room().behind(Door::new(house.accounts(), Rules::LOCAL));
        Self::serve(house, room)
    }

    fn serve(house: House, room: Room) -> Self {
        let (tell, hear) = mpsc::channel();
        thread::spawn(move || {
            let bind = SocketAddr::from(([127, 0, 0, 1], 0));
            mengfu_web::serve(room, bind, |address| tell.send(address).unwrap()).unwrap();
        });
        Self { address: hear.recv().unwrap(), _house: house }
    }

    /// The whole address of a page.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What a link answers that no page shows. An old form of HTTP has no parts to be joined.
    pub(crate) fn get(&self, path: &str) -> File {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let typed = head.lines().filter_map(|line| line.split_once(": "));
        let mut typed = typed.filter(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        File {
            status: head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap(),
            content_type: typed.next().map(|(_, value)| value.to_owned()).unwrap_or_default(),
            body: answer.split_off(end + 4),
        }
    }
}
