/** Reads files of users in all formats of {@code rollcall load}, one record at a time. */
package org.rollcall.cli.userfile;
