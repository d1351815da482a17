package org.rollcall.local.load;

import org.rollcall.user.User;

/**
 * A record from a file.
 *
 * @param place the record's place in the file, for messages
 */
public record LoadedRecord(String place, User user) {}
