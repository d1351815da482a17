/** Commands for the objects of the bucket, such as sets and letters. */
package org.rollcall.cli.objects;
