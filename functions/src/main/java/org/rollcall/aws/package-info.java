/** The bucket, and what all clients of AWS share: errors and billed usage. */
package org.rollcall.aws;
