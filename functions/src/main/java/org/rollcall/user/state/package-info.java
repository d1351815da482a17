/** What Rollcall stores with a user's record: changes, credentials and letters of jobs. */
@NullMarked
package org.rollcall.user.state;

import org.jspecify.annotations.NullMarked;
