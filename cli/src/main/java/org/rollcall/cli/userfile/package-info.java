/** Files of users in all the forms that {@code rollcall load} takes, read one record at a time. */
@NullMarked
package org.rollcall.cli.userfile;

import org.jspecify.annotations.NullMarked;
