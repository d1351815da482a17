/** The console's pages about letters. */
package org.rollcall.cli.console.letters;
