/** The page on which a new job is composed: a form and its JSON. See D-183. */
package org.rollcall.cli.console.compose;
