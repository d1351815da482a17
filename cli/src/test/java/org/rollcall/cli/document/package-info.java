/** Tests that hold the documents to the code. */
package org.rollcall.cli.document;
