//! Several open folders: one configuration is evaluated at a time, and what was found in another folder stays until something is
//! evaluated there again.

use std::collections::BTreeMap;

use hmeval_ide::report::Report;

use crate::server::{Client, Server};

/// The reports of the open folders whose texts are not looked at.
#[derive(Default)]
pub(crate) struct Folders {
    /// The folder that the server's own report is about.
    current: Option<Vec<u8>>,
    others: BTreeMap<Vec<u8>, Report>,
}

impl Client {
    /// The open folder that a file lies in: the innermost one.
    pub(crate) fn root_of(&self, file: &[u8]) -> Option<&Vec<u8>> {
        let is_in = |root: &&Vec<u8>| {
            let root = root.strip_suffix(b"/").unwrap_or(root);
            file.strip_prefix(root).is_some_and(|rest| rest.starts_with(b"/"))
        };
        self.roots.iter().filter(is_in).max_by_key(|root| root.len())
    }
}

impl Server {
    /// The open folder that a file is in, else the first one, else the one that the file lies in.
    pub(crate) fn folder(&self, file: &[u8]) -> Vec<u8> {
        let own = || hmeval_eval::path::parent(file).to_vec();
        self.client.root_of(file).or_else(|| self.client.roots.first()).cloned().unwrap_or_else(own)
    }

    /// From now on a file is looked at: the report is that of its folder.
    pub(crate) fn enter_folder(&mut self, file: &[u8]) {
        // A file outside of all folders (of a library) belongs to what is looked at already.
        let Some(folder) = self.client.root_of(file).cloned() else { return };
        let Some(left) = self.folders.current.replace(folder.clone()).filter(|left| *left != folder) else {
            return;
        };
        if let Some(report) = self.report.take() {
            self.folders.others.insert(left, report);
        }
        self.report = self.folders.others.remove(&folder);
    }

    /// What the last evaluation found that a file has to do with.
    pub(crate) fn report_of(&self, file: &[u8]) -> Option<&Report> {
        match self.client.root_of(file) {
            Some(folder) if self.folders.current.as_ref() != Some(folder) => self.folders.others.get(folder),
            _ => self.report.as_ref(),
        }
    }

    /// The files that something was found in.
    pub(crate) fn found_files(&self) -> impl Iterator<Item = &Vec<u8>> {
        let reports = self.report.iter().chain(self.folders.others.values());
        reports.flat_map(|report| report.findings.keys())
    }
}
