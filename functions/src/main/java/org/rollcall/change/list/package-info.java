/** Changes of a user's lists: the entries that a job adds and removes. */
@NullMarked
package org.rollcall.change.list;

import org.jspecify.annotations.NullMarked;
