// Requests are as the guide and the reference of Qrius have them.
import {
  activateCodes,
  changeTags,
  createCode,
  deleteCodes,
  exportStats,
  listCodes,
  pauseCodes,
  renameCode,
  updateDestination,
  whoAmI,
} from '../../../src/qrius/requests';

describe('a request', () => {
  const code = { name: 'A', destination: 'https://a.example/', slug: 's1', tags: ['x', 'y'] };

  test('to create holds what the guide asks for, and nothing that is empty', () => {
    expect(createCode(code)).toEqual({
      method: 'POST',
      path: '/qr',
      body: { name: 'A', destinationUrl: 'https://a.example/', slug: 's1', tags: ['x', 'y'] },
    });
    expect(createCode({ ...code, slug: '', tags: [] }).body).toEqual({
      name: 'A',
      destinationUrl: 'https://a.example/',
    });
  });

  test('to change many names the codes once and the change once', () => {
    const ids = ['qr_1', 'qr_2'];
    const post = (path: string, more: object = {}) => ({
      method: 'POST',
      path: `/qr/bulk/${path}`,
      body: { qrCodeIds: ids, ...more },
    });
    const url = 'https://conf.example.com/sessions/s14?room=overflow-b';
    expect(updateDestination(ids, url)).toEqual(post('update-destination', { destinationUrl: url }));
    for (const action of ['add', 'remove', 'set'] as const)
      expect(changeTags(ids, action, ['a'])).toEqual(post('tags', { action, tags: ['a'] }));
    expect(pauseCodes(ids)).toEqual(post('pause'));
    expect(activateCodes(ids)).toEqual(post('activate'));
    expect(deleteCodes(ids)).toEqual(post('delete'));
  });

  test('for one code holds its ID in the path, whatever stands in the cell', () => {
    expect(renameCode('qr_1', 'B')).toEqual({ method: 'PATCH', path: '/qr/qr_1', body: { name: 'B' } });
    expect(exportStats('qr_1')).toEqual({ method: 'GET', path: '/qr/qr_1/stats/export' });
    expect(exportStats('a/b?c#ü \ud83d').path).toBe('/qr/a%2Fb%3Fc%23%C3%BC%20%EF%BF%BD/stats/export');
  });

  test('to read has no body', () => {
    expect(listCodes(3)).toEqual({ method: 'GET', path: '/qr?page=3&limit=100' });
    expect(listCodes(1, 1)).toEqual({ method: 'GET', path: '/qr?page=1&limit=1' });
    expect(whoAmI).toEqual({ method: 'GET', path: '/users/me' });
  });
});
