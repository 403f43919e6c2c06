//! The annotated copy: one self-contained web page an article.

use super::input::{ExportContext, ExportInput};
use super::names::ReviewerNames;

/// The page.
pub fn page(_: &ExportContext<'_>, _: &ExportInput<'_>, _: &ReviewerNames) -> Vec<u8> {
    Vec::new()
}
