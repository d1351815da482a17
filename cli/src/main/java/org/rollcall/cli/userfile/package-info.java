/** Reads files of users in all formats of {@code rollcall load}, one record at a time. */
@NullMarked
package org.rollcall.cli.userfile;

import org.jspecify.annotations.NullMarked;
