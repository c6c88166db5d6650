//! A reading room on a port of this machine, open while the tests run.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use crate::house::House;

/// A room over the examples.
pub(crate) struct Server {
    address: SocketAddr,
    /// Its register is removed with it.
    _house: House,
}

impl Server {
    /// Opens it.
    pub(crate) fn start() -> Self {
        let house = House::open();
        let room = house.room();
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
}
