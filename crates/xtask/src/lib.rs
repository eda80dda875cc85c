//! The writer of `.xls` files, which the samples are made with, and the workbooks of tests.

pub mod biff;
