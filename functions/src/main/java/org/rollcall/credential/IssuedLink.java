package org.rollcall.credential;

import java.time.Instant;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

/**
 * To whom a sign-in link belongs, as in the table of links. Whether it can still be used is in the
 * user's item only.
 *
 * @param locator the first part of the link's token
 * @param job the job that issued it
 * @param expires when it expires, if its letter is not sent again
 */
public record IssuedLink(
    String locator, PrimaryId user, JobReference job, Instant issued, Instant expires) {}
