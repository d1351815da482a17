/** The console's pages about users. */
package org.rollcall.cli.console.users;
