"""The catalogue of films and persons that documents are held against, where there is one."""
