/** The data folder of the local stack, and the embedded DynamoDB and S3 that store data in it. */
package org.rollcall.local.stack;
