import client from './client';

export const fetchTrails = () => client.get('/trails');
