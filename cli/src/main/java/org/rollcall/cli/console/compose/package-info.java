/** The page on which a new job is composed: a form and its JSON. See D-181. */
package org.rollcall.cli.console.compose;
