/**
 * What keeps the local stack's data: the data folder, and DynamoDB and S3 in this process upon it.
 */
@NullMarked
package org.rollcall.local.stack;

import org.jspecify.annotations.NullMarked;
