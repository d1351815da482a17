/** The console's pages about sets, code tables and the institution, and the editor of files. */
package org.rollcall.cli.console.library;
