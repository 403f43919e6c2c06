//! The parts of the window around the page. Each draws from the state and answers with intents.

pub mod article_list;
pub mod codebook;
pub mod filter;
pub mod find_bar;
pub mod header;
pub mod inspector;
pub mod label_bar;
pub mod menu;
pub mod notices;
pub mod passage;
pub mod projector;
pub mod readings;
pub mod review_bar;
pub mod review_list;
pub mod suggestion_bar;
pub mod welcome;
pub mod widgets;
