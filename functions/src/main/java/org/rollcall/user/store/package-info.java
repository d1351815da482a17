/** The table of users in DynamoDB. */
package org.rollcall.user.store;
