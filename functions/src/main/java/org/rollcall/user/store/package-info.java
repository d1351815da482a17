/** The table of users in DynamoDB. */
@NullMarked
package org.rollcall.user.store;

import org.jspecify.annotations.NullMarked;
