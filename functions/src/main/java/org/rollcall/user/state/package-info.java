/** What Rollcall stores with a user's record: changes, credentials and letters of jobs. */
package org.rollcall.user.state;
