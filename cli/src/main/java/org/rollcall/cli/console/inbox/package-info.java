/** The console's pages about sent letters in a data folder. */
package org.rollcall.cli.console.inbox;
